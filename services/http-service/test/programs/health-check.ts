import { checkHealth } from '../../src/health-check';

checkHealth();
