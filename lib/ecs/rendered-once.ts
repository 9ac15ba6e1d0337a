/** Renders each part of an application once: validation measures the same text that synth then writes. */
import type { MeshApplication } from '../mesh/application';

/**
 * Returns a function that renders on its first call for a part, and then returns the same value again. An application is
 * frozen, so the result cannot change.
 */
export function renderedOnce<Value>() {
  const rendered = new WeakMap<MeshApplication, Map<string, Value>>();
  return (application: MeshApplication, part: string, render: () => Value): Value => {
    const values = rendered.get(application) ?? new Map<string, Value>();
    rendered.set(application, values);
    const value = values.get(part) ?? render();
    values.set(part, value);
    return value;
  };
}
