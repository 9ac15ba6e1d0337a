/** One JSON line per event on stdout, the form that CloudWatch Logs Insights takes apart by itself. */

export type Event = 'start' | 'stop' | 'error';

export function log(event: Event, fields: Readonly<Record<string, unknown>>): void {
  const level = event === 'error' ? 'error' : 'info';
  process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`);
}
