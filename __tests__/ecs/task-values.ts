/** What a stack would fill into a task, as plain names. */
import type { TaskValues } from '../../lib/ecs/containers/task-values';

export const taskValues: TaskValues = {
  logGroup: '/dev/shop/web',
  region: 'us-west-2',
  imageOf: (name) => {
    if ('image' in name) return name.image;
    return 'source' in name ? name.source : name.foreign;
  },
  resourceArn: 'ARN',
  fillHosts: (text) => text,
};
