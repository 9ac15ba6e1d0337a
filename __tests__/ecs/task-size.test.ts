import type { ContainerDefinition } from '../../lib/ecs/containers/container-definition';
import { writeContainerDefinitions } from '../../lib/ecs/containers/container-definition';
import { TASK_LOGS } from '../../lib/ecs/containers/log-configuration';
import { fitsTask, taskBytes } from '../../lib/ecs/task-size';
import { taskValues } from './task-values';

const container = (text: string): ContainerDefinition => ({
  name: 'app',
  image: { source: 'web' },
  essential: true,
  environment: { TEXT: text },
  logConfiguration: TASK_LOGS,
});

describe('the size of a task', () => {
  it('is in bytes of the JSON: two for an umlaut, two for a quotation mark', () => {
    const empty = taskBytes([container('')]);
    expect(taskBytes([container('ü"x')]) - empty).toBe(5);
  });

  it('is not below the size with values of a stack', () => {
    const written = writeContainerDefinitions([container('x')], taskValues);
    expect(taskBytes([container('x')])).toBeGreaterThan(written.length);
  });

  it.each([
    [65_535, true],
    [65_536, true],
    [65_537, false],
  ])('of %d bytes fits: %s', (bytes, fits) => {
    expect(fitsTask([container('x'.repeat(bytes - taskBytes([container('')])))])).toBe(fits);
  });
});
