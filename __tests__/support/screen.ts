/** What a terminal shows of what is written to it: as much of one as readline and our output need. */
export interface Screen {
  readonly write: (text: string) => void;
  /** From the first line that was ever written, without spaces at the ends. */
  readonly rows: () => readonly string[];
  /** From 0. */
  readonly cursor: () => { readonly row: number; readonly column: number };
}

// eslint-disable-next-line no-control-regex
const TOKEN = /\u001b\[([\d;?]*)([A-Za-z])|\r|\n|[^\u001b\r\n]/gu;

export function openScreen(columns: number): Screen {
  const cells: string[][] = [[]];
  let row = 0;
  let column = 0;
  const line = (at: number) => (cells[at] ??= []);
  const put = (character: string) => {
    // At the right edge a terminal waits for the next character before it goes on.
    if (column === columns) {
      row += 1;
      column = 0;
    }
    const cell = line(row);
    while (cell.length < column) cell.push(' ');
    cell[column] = character;
    column += 1;
  };
  const control = (numbers: string, letter: string) => {
    const count = numbers === '' ? 1 : Number(numbers);
    if (letter === 'A') row = Math.max(0, row - count);
    else if (letter === 'B') row += count;
    else if (letter === 'C') column = Math.min(columns - 1, column + count);
    else if (letter === 'D') column = Math.max(0, column - count);
    else if (letter === 'G') column = count - 1;
    else if (letter === 'K') line(row).splice(column);
    else if (letter === 'J') {
      line(row).splice(column);
      cells.splice(row + 1);
    } else if (letter !== 'm') throw new Error(`a terminal is asked for ${letter}`);
  };
  return {
    write: (text) => {
      for (const [token, numbers = '', letter] of text.matchAll(TOKEN)) {
        if (letter !== undefined) control(numbers, letter);
        else if (token === '\r') column = 0;
        else if (token === '\n') {
          row += 1;
          line(row);
        } else put(token);
      }
    },
    rows: () => cells.map((cell) => cell.join('').trimEnd()),
    cursor: () => ({ row, column }),
  };
}
