/** Events as text for people. */
import { formatColumns } from '../../text/columns';
import type { MeshEvent, TaskRow, TraceTree } from './events';
import type { ProgramRole } from '../programs';

export interface EventTextOptions {
  readonly colors: boolean;
}

const COLORS = [36, 33, 35, 32, 34, 91, 96, 93, 95, 92, 94];
const FAINT = 2;

/** Returns the lines of each event. A task gets its color when it is first named. */
export function eventWriter({ colors }: EventTextOptions): (event: MeshEvent) => readonly string[] {
  const seen: string[] = [];
  const paint = (code: number, text: string) => (colors ? `\u001b[${code}m${text}\u001b[0m` : text);
  const prefix = (task: string, role: ProgramRole) => {
    if (!seen.includes(task)) seen.push(task);
    const width = Math.max(...seen.map((each) => each.length)) + ' envoy'.length;
    const name = role === 'envoy' ? `${task} envoy` : task;
    return paint(COLORS[seen.indexOf(task) % COLORS.length] ?? FAINT, `${name.padEnd(width)} |`);
  };
  return (event) => {
    switch (event.event) {
      case 'building':
        return [`building ${event.source}`];
      case 'starting':
        seen.push(...event.tasks);
        return [`starting ${event.application}: ${event.tasks.length} tasks`];
      case 'ready':
        return [`${prefix(event.task, event.role)} ready after ${event.milliseconds} ms`];
      case 'waiting':
        return [`${prefix(event.task, event.role)} is waited for: ${event.why}`];
      case 'running':
        return ['', ...formatTable(event.tasks), ...formatInvitation(event), ''];
      case 'status':
        return formatStatus(event);
      case 'log':
        return [`${prefix(event.task, event.role)} ${event.line}`];
      case 'failed':
        return [
          `${prefix(event.task, event.role)} ${event.reason}; it said last:`,
          ...event.tail.map((line) => `  ${line}`),
        ];
      case 'ended':
        return [
          `${prefix(event.task, event.role)} ${event.reason}; starts again in ${event.againInMilliseconds} ms`,
        ];
      case 'restarted':
        return [`${prefix(event.task, event.role)} is back`];
      case 'changed':
        return formatChange(event);
      case 'trace':
        return formatTrace(event.trace);
      case 'refused':
        return [...event.problems, 'nothing has changed'];
      case 'notice':
        return [event.text];
      case 'stopped':
        return ['stopped; nothing is left'];
    }
  };
}

function formatChange({
  routes,
  started,
  replaced,
  stopped,
}: Extract<MeshEvent, { event: 'changed' }>): string[] {
  const parts = [
    ...routes.map((route) => `changed ${route}`),
    ...(started.length > 0 ? [`started ${started.join(', ')}`] : []),
    ...(replaced.length > 0 ? [`replaced the Envoys or services of ${replaced.join(', ')}`] : []),
    ...(stopped.length > 0 ? [`stopped ${stopped.join(', ')}`] : []),
  ];
  return parts.length > 0 ? parts : ['nothing differs'];
}

/** What to do next: the address to open, and what can be typed. */
function formatInvitation({ url, routes }: Extract<MeshEvent, { event: 'running' }>): string[] {
  const [, split, targets = ''] = routes.map((route) => /^(.*:)(.*,.*)$/.exec(route)).find(Boolean) ?? [];
  const even = targets.replace(/=\d+/g, targets.split(',').length === 2 ? '=50' : '=1');
  const set = split === undefined ? [] : [`set ${split}${even}`];
  return [
    '',
    ...(url === undefined ? [] : [`Open ${url}`]),
    `Type ${['status', ...set, 'logs <task>', 'help'].join(', ')} or quit; Ctrl-C ends everything, too.`,
  ];
}

function formatStatus({ tasks, url, weights, logs }: Extract<MeshEvent, { event: 'status' }>): string[] {
  return [
    '',
    ...formatTable(tasks, (row) => tasks.find(({ task }) => task === row.task)?.condition ?? ''),
    '',
    ...(weights.length === 0
      ? ['weights are those of application.ts']
      : weights.map((each) => `set: ${each}`)),
    `logs ${logs}`,
    ...(url === undefined ? [] : [`Open ${url}`]),
    '',
  ];
}

function formatTable(rows: readonly TaskRow[], conditionOf?: (row: TaskRow) => string): string[] {
  const cells = [
    ['SERVICE', 'TASK', 'VERSION', 'ZONE', 'URL', 'ENVOY', ...(conditionOf ? ['CONDITION'] : [])],
    ...rows.map((row) => [
      ...[row.service, row.task, row.version, row.zone, row.url ?? '', row.admin],
      ...(conditionOf ? [conditionOf(row)] : []),
    ]),
  ];
  return formatColumns(cells);
}

/** `└ dev-shop/web.1 egress GET http://… 200  9.2 ms (+5.1)`: how long it took, and when it began. */
function formatTrace(trace: TraceTree, depth = 0): string[] {
  const { task, direction, request, status, milliseconds, afterMilliseconds, calls } = trace;
  const name = task === undefined ? trace.name : trace.name.replace(/[^/]*$/, task);
  const branch = depth === 0 ? '' : `${'   '.repeat(depth - 1)}└─ `;
  const times = `${milliseconds.toFixed(1)} ms${depth === 0 ? '' : ` (+${afterMilliseconds.toFixed(1)})`}`;
  const line = [name, direction, request, ...(status === undefined ? [] : [status])].join(' ');
  return [`${branch}${line}  ${times}`, ...calls.flatMap((call) => formatTrace(call, depth + 1))];
}
