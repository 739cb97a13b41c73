import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeQuote } from './place-quote.ts';

test('a quote that stands where it was stays there, also when the same words come before', () => {
  expect(placeQuote('bread and bread', { from: 10, quote: 'bread' })).toEqual({ from: 10, to: 15 });
});

test('of several places the nearest counts', () => {
  expect(placeQuote('bread. Now bread, later bread', { from: 12, quote: 'bread' })).toEqual({
    from: 11,
    to: 16,
  });
});

test('words that are gone have no place', () => {
  expect(placeQuote('Only cake', { from: 0, quote: 'bread' })).toBeUndefined();
});

test('wherever it is put, a place says the quote; and what is in the text is found', () => {
  const text = fc.string({ maxLength: 40, unit: fc.constantFrom('a', 'b', ' ', 'é', '👩') });
  fc.assert(
    fc.property(text, text, text, fc.nat(200), (before, quote, after, from) => {
      fc.pre(quote !== '');
      const whole = before + quote + after;
      const place = placeQuote(whole, { from, quote });
      return place !== undefined && whole.slice(place.from, place.to) === quote;
    }),
  );
});

test('words written before a quote move it along', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (before) => {
      const quote = '«the very words»';
      const text = `${before}${quote} and more`;
      return placeQuote(text, { from: 0, quote })?.from === before.length;
    }),
  );
});
