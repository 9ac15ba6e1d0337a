/** An application as a user would write it, as text: what the compiler is timed with. */
import { backendsOf, serviceNames } from './mesh';

const IMPORTS = ['application', 'exact', 'http', 'seconds', 'urlOf'];

/** @param lib path of `lib/mesh` */
export function sourceOf(count: number, lib: string): string {
  const names = serviceNames(count);
  return `import { ${IMPORTS.join(', ')} } from ${JSON.stringify(lib)};
export const imported = [${IMPORTS.join(', ')}];
export default application('shop', () => ({
  mesh: 'shop',
  namespace: 'shop.local',
  nodes: {${names.map((name, index) => nodeOf(name, backendsOf(names, index))).join('')}
  },
  services: {${names.map(serviceOf).join('')}
  },
}));
`;
}

const nodeOf = (name: string, backends: readonly string[]) => `
    '${name}': {
      listeners: [http(3000, { health: '/health' })],
      backends: [${backends.map((backend) => `'${backend}'`).join(', ')}],
      runs: {
        source: 'service',
        environment: { NAME: '${name}', ${backends.map((backend, place) => `BACKEND_${place}: urlOf('${backend}')`).join(', ')} },
        healthCheck: { command: ['node', 'dist/health-check.js'] },
      },
    },`;

/** Every second one has routes, with a match and a split. */
function serviceOf(name: string, index: number): string {
  if (index % 2 === 0) return `\n    '${name}': { to: '${name}' },`;
  return `
    '${name}': {
      routes: {
        default: { targets: { '${name}': 100 }, timeout: { perRequest: seconds(15) } },
        canary: { match: { headers: { 'x-canary': exact('yes') } }, targets: { '${name}': 100 }, retry: { maxRetries: 3 } },
      },
    },`;
}
