/** The texts of `docs/help`, read at build time: one source for the pages here and for who browses the project. */
const texts = import.meta.glob<string>('../../docs/help/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export function helpText(name: string): string {
  const text = texts[`../../docs/help/${name}.md`];
  if (text === undefined) throw new Error(`docs/help/${name}.md is missing`);
  return text;
}
