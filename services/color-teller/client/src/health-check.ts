/** `node dist/health-check.js`: the container health check. */
import { checkHealth } from '@color-teller/http-service/health-check';

checkHealth();
