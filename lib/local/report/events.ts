/** What happens in a local mesh, for people and for scripts: `--json` prints each as one line. */
import type { ProgramRole } from '../programs';

/** A row of the table that says where everything is. */
export interface TaskRow {
  /** What callers name: the services that lead to the task's node, or the gateway. */
  readonly service: string;
  readonly task: string;
  readonly version: string;
  readonly zone: string;
  /** Absent where nothing listens. */
  readonly url?: string;
  readonly admin: string;
}

export type MeshEvent =
  | { readonly event: 'building'; readonly source: string }
  | { readonly event: 'starting'; readonly application: string; readonly tasks: readonly string[] }
  | {
      readonly event: 'ready';
      readonly task: string;
      readonly role: ProgramRole;
      readonly pid: number | undefined;
      readonly milliseconds: number;
    }
  | {
      readonly event: 'running';
      readonly application: string;
      readonly tasks: readonly TaskRow[];
      /** Where the outside reaches the first gateway. */
      readonly url?: string;
      /** Routes with their weights: `color-service/default:red=100,blue=0`. */
      readonly routes: readonly string[];
    }
  /** What was asked for by a line. */
  | {
      readonly event: 'status';
      readonly tasks: readonly (TaskRow & { readonly condition: string })[];
      readonly url?: string;
      /** Those that were set beside the file, and by what. */
      readonly weights: readonly string[];
      readonly logs: string;
    }
  /** It is not ready yet, after some seconds. */
  | { readonly event: 'waiting'; readonly task: string; readonly role: ProgramRole; readonly why: string }
  | {
      readonly event: 'log';
      readonly task: string;
      readonly role: ProgramRole;
      readonly line: string;
      /** An Envoy's line about a request. */
      readonly access?: true;
    }
  /** It did not come up: what it said last. */
  | {
      readonly event: 'failed';
      readonly task: string;
      readonly role: ProgramRole;
      readonly reason: string;
      readonly tail: readonly string[];
    }
  | {
      readonly event: 'ended';
      readonly task: string;
      readonly role: ProgramRole;
      readonly reason: string;
      readonly againInMilliseconds: number;
    }
  | {
      readonly event: 'restarted';
      readonly task: string;
      readonly role: ProgramRole;
      readonly pid: number | undefined;
    }
  | {
      readonly event: 'changed';
      /** Routes whose weights are others now: `color-service/default: red=50,blue=50`. */
      readonly routes: readonly string[];
      readonly started: readonly string[];
      readonly replaced: readonly string[];
      readonly stopped: readonly string[];
    }
  | { readonly event: 'trace'; readonly trace: TraceTree }
  /** What was asked for while it runs is wrong; nothing has changed. */
  | { readonly event: 'refused'; readonly problems: readonly string[] }
  | { readonly event: 'notice'; readonly text: string }
  | { readonly event: 'stopped' };

/** One hop of a request, and the hops that it caused. */
export interface TraceTree {
  /** Mesh and node, or gateway. */
  readonly name: string;
  /** Of several tasks of a node, the one that it was. */
  readonly task?: string;
  /** Into the task, or out of it. */
  readonly direction: 'ingress' | 'egress';
  readonly request: string;
  readonly status?: number;
  readonly milliseconds: number;
  /** After the start of the whole request. */
  readonly afterMilliseconds: number;
  readonly calls: readonly TraceTree[];
}

export type Tell = (event: MeshEvent) => void;
