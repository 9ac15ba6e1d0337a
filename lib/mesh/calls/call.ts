/** One caller may open connections to one node's port. */
export interface Call {
  /** Name of the calling node or gateway. */
  readonly from: string;
  /** Name of the called node. */
  readonly to: string;
  readonly port: number;
}
