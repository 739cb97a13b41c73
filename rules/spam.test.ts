import { expect, test } from 'vitest';
import { judgeAuthor, judgeText, type Judged } from './spam.ts';

const at = (seconds: number) => new Date(1_795_000_000_000 + seconds * 1000);
let made = 0;
const a = (text: string, more: Partial<Judged> = {}): Judged => ({
  id: String((made += 1)),
  text,
  mediaId: 'one',
  postedAt: at(made * 600),
  ...more,
});
const rulesOf = (comments: Judged[]) => comments.map(({ id }) => judgeAuthor(comments).get(id));

test.each([
  ['Look at https://example.com/win', ['link']],
  ['dm me on t.me/quickmoney', ['link']],
  ['best at cheap-followers.shop', ['link']],
  ['@anna1 @bert2 @cleo3 @dora4 @egon5', ['many_mentions']],
  ['Congratulаtions, you won', ['mixed_scripts']],
  ['free\u200Bmoney', ['invisible_characters']],
  ['\u202Eyenom eerf', ['invisible_characters']],
])('%j is taken for %j', (text, rules) => {
  expect(judgeText(text)).toEqual(rules);
});

test.each([
  ['a kind word', 'Beautiful, where can I buy one?'],
  ['a language beside another', 'Очень красиво, like from a museum'],
  ['Persian with its joiner', 'می\u200Cخواهم'],
  ['a family of emoji', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}'],
  ['the flag of Scotland', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'],
  ['Hebrew with marks of direction', 'שלום \u200F!'],
  ['friends', '@anna @bert look'],
  ['a sum', 'That is 3.50 or 4.20?'],
  ['dots between words', 'wow.so nice'],
  ['nothing', ''],
])('%s is no spam', (_, text) => {
  expect(judgeText(text)).toEqual([]);
});

test('three times the same beneath one post is repeated, however it is written', () => {
  const comments = [a('Follow me for more'), a('follow me, for MORE!'), a('Follow  me for more …')];

  expect(rulesOf(comments)).toEqual([['repeated_text'], ['repeated_text'], ['repeated_text']]);
});

test('twice the same, and short words however often, are nothing', () => {
  expect(rulesOf([a('Follow me for more'), a('Follow me for more')])).toEqual([[], []]);
  expect(rulesOf([a('wow'), a('wow'), a('wow'), a('wow')])).toEqual([[], [], [], []]);
});

test('the same beneath three posts is told of each', () => {
  const comments = ['one', 'two', 'three'].map((mediaId) => a('Follow me for more', { mediaId }));

  expect(rulesOf(comments)).toEqual([
    ['same_text_elsewhere'],
    ['same_text_elsewhere'],
    ['same_text_elsewhere'],
  ]);
});

test('what lies more than a day apart is not told together', () => {
  const comments = [0, 2, 4].map((days) => a('Follow me for more', { postedAt: at(days * 86_400) }));

  expect(rulesOf(comments)).toEqual([[], [], []]);
});

test('eight within a minute are a burst, seven are a lively person', () => {
  const of = (count: number) =>
    Array.from({ length: count }, (_, second) => a(`thought ${second}`, { postedAt: at(second * 8) }));

  expect(rulesOf(of(8)).every((rules) => rules?.[0] === 'burst_of_author')).toBe(true);
  expect(rulesOf(of(7)).every((rules) => rules?.length === 0)).toBe(true);
});
