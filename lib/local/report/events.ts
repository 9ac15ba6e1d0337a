/** The events of a local mesh. `--json` prints each event as one line, for scripts. */
import type { ProgramRole } from '../programs';

/** A row of the table of tasks and their addresses. */
export interface TaskRow {
  /** The names that callers use: the services that lead to the task's node, or the gateway. */
  readonly service: string;
  readonly task: string;
  readonly version: string;
  readonly zone: string;
  /** Absent for a node without listeners. */
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
      /** Address of the first gateway on this machine. */
      readonly url?: string;
      /** Routes with their weights: `color-service/default:red=100,blue=0`. */
      readonly routes: readonly string[];
    }
  /** The answer to the line `status`. */
  | {
      readonly event: 'status';
      readonly tasks: readonly (TaskRow & { readonly condition: string })[];
      readonly url?: string;
      /** Weights that were set beside the file, each with the setting, option or line that set it. */
      readonly weights: readonly string[];
      readonly logs: string;
    }
  /** A program is not ready yet, after some seconds. */
  | { readonly event: 'waiting'; readonly task: string; readonly role: ProgramRole; readonly why: string }
  | {
      readonly event: 'log';
      readonly task: string;
      readonly role: ProgramRole;
      readonly line: string;
      /** Set for a line of an Envoy's access log. */
      readonly access?: true;
    }
  /** A program did not start; `tail` is its last output. */
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
      /** Routes whose weights have changed: `color-service/default:red=50,blue=50`. */
      readonly routes: readonly string[];
      readonly started: readonly string[];
      readonly replaced: readonly string[];
      readonly stopped: readonly string[];
    }
  | { readonly event: 'trace'; readonly trace: TraceTree }
  /** A typed line or an edit is wrong; nothing has changed. */
  | { readonly event: 'refused'; readonly problems: readonly string[] }
  | { readonly event: 'notice'; readonly text: string }
  | { readonly event: 'stopped' };

/** One hop of a request, and the hops that it has caused. */
export interface TraceTree {
  /** `<mesh>/<node>`, or `<mesh>/<gateway>`. */
  readonly name: string;
  /** The task of the node. */
  readonly task?: string;
  /** Incoming or outgoing, from the view of the task. */
  readonly direction: 'ingress' | 'egress';
  readonly request: string;
  readonly status?: number;
  readonly milliseconds: number;
  /** When the hop began, after the start of the whole request. */
  readonly afterMilliseconds: number;
  readonly calls: readonly TraceTree[];
}

export type Tell = (event: MeshEvent) => void;
