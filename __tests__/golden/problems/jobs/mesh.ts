/** What is started once or on a schedule, and when. */
import { http } from '../../../../lib/mesh';
import type { NodeDefinition } from '../../../../lib/mesh/node';
import { aNode } from '../../../../lib/testing';
import type { Wrong } from '../../problems.test';

const job = (node: NodeDefinition): Wrong => ({ nodes: { web: aNode(), job: node } });
const scheduled = (at: string) => job({ runs: { kind: 'schedule', at: at as never, source: 'job' } });

export const wrong: Record<string, Wrong> = {
  'job-listens': job({ listeners: [http(3000)], runs: { kind: 'task', source: 'job' } }),
  'schedule-form': scheduled('every day'),
  'schedule-rate': scheduled('rate(1 days)'),
  'schedule-cron': scheduled('cron(0 3 * * *)'),
};
