import { draw } from './chance.ts';

/** What strangers write. None mentions anybody, asks for an answer by a machine, or passes 300 characters. */
const texts = [
  'Beautiful.',
  'Love this!',
  'So good 😍',
  'The light in this one!',
  'Where is this?',
  'How long did that take?',
  'Que bonito!',
  'Adoro.',
  'Wunderschön.',
  'Wo kann man das kaufen?',
  'Magnifique ✨',
  'Che meraviglia',
  'Qué maravilla 👏',
  'Saving this for later.',
  'Is this still available?',
  'More of this please',
  'You made my morning.',
  '🔥🔥🔥',
  '❤️',
  '👏👏',
  'My favourite so far.',
  'Do you ship to Norway?',
  'I was there last week!',
  'What time do you open on Saturday?',
  'The colours are unreal',
  'Great work as always.',
  'Finally!',
  'I need one of these.',
  'Sent this to my sister.',
  'Can you show how it is made?',
  'Not my taste, but well done.',
  'Is it just me or is the picture a bit dark?',
  'Price?',
  '写真が素敵です',
  'Süper olmuş 🙌',
  'Bardzo ładne!',
  'Prachtig',
  'Jag vill ha en sån här',
  'Still thinking about this one.',
  'First 😄',
] as const;

export function commentTextOf(identity: number, hash: number): string {
  return texts[draw(identity ^ hash, 31) % texts.length] ?? '';
}
