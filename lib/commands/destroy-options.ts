/** How far a destruction may go without asking. */

export interface DestroyOptions {
  /** Without it terraform asks before each stack, and we do before the bucket is emptied. */
  readonly autoApprove: boolean;
  /** Asks the user; true for yes. */
  confirm(question: string): Promise<boolean>;
}
