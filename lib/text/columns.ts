/** Rows of text in columns, for the screen and for Markdown. */

export type Rows = readonly (readonly string[])[];

/** Two spaces between columns, none at the end of a line. A row may have fewer cells than another. */
export function formatColumns(rows: Rows): string[] {
  return padCells(rows).map((cells) => cells.join('  ').trimEnd());
}

/** A Markdown table, aligned as Prettier aligns it. The first row is the head. */
export function formatMarkdownTable([head = [], ...body]: Rows): string[] {
  const [paddedHead = [], ...padded] = padCells([head, ...body]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(paddedHead), line(paddedHead.map((cell) => '-'.repeat(cell.length))), ...padded.map(line)];
}

/** Each cell is as wide as the widest one of its column. */
function padCells(rows: Rows): string[][] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cell.length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
}
