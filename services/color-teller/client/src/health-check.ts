/** `node dist/health-check.js`: the container health check. */
import { checkHealth } from '@meshwright/http-service/health-check';

checkHealth();
