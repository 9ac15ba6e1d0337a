/** User text in Terraform JSON, where every string is a template. */

/** `${` and `%{` written so that Terraform reads them as text. For text that a user wrote, never for references. */
export function escapeTemplate(text: string): string {
  return text.replace(/\$\{/g, '$$${').replace(/%\{/g, '%%{');
}
