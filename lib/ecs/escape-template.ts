/** User text in Terraform JSON, where every string is a template. */

/**
 * `${` and `%{` written so that Terraform reads them as text. For text that a user wrote, never for references.
 *
 * cdktf looks for its own marks, `${TfToken[…]}`, in every string. Where a user writes one, Terraform gets it in two
 * pieces with nothing between them; without quotation marks, since the text may stand inside of JSON.
 */
export function escapeTemplate(text: string): string {
  return text
    .replace(/\$\{/g, '$$${')
    .replace(/%\{/g, '%%{')
    .replace(/TfToken\[/g, 'Tf%{ if false }%{ endif }Token[');
}
