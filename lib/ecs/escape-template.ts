/** User text in Terraform JSON, where every string is a template. */

/**
 * Writes `${` and `%{` so that Terraform reads them as text. It is for text that a user wrote, never for references.
 *
 * cdktf searches every string for its own marks, `${TfToken[…]}`. If a user writes one, Terraform gets it in two pieces
 * with an empty template between them. That template has no quotation marks, since the text may be inside JSON.
 */
export function escapeTemplate(text: string): string {
  return text
    .replace(/\$\{/g, '$$${')
    .replace(/%\{/g, '%%{')
    .replace(/TfToken\[/g, 'Tf%{ if false }%{ endif }Token[');
}
