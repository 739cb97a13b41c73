/** Reads CSV back as RFC 4180 says, by its own rules and none of ours: a record for each line, by the names of the first. */
export function readCsv(text: string): Record<string, string>[] {
  const lines: string[][] = [[]];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!;
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') cell += text[++at]!;
      else isQuoted = false;
    } else if (sign === '"') isQuoted = true;
    else if (sign === ',' || sign === '\r') {
      lines.at(-1)!.push(cell);
      cell = '';
    } else if (sign === '\n') lines.push([]);
    else cell += sign;
  }
  const [names = [], ...records] = lines.filter((line) => line.length > 0);
  return records.map((line) => Object.fromEntries(names.map((name, index) => [name, line[index] ?? ''])));
}
