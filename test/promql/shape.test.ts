import { Shaper } from '../../lib/promql';

/** What a shaper that has seen nothing says. */
const anew = (query: string) => new Shaper().shapeOf(query);

test.each([
  ['names that are the same, and names that are not', 'a{x="web"} / b{y="web"}', 'a{x="web"} / b{y="cart"}'],
  ['a name, and a value that is none', 'a{x="web"}', 'a{x="web.*"}'],
  ['a name, and one that escapes the quote after it', 'a{x="web", y="b"}', 'a{x="web\\", y="b"}'],
  ['a name, and what only other quotes may hold', 'a{x="web"}', 'a{x="we\'b"}'],
  ['a name, and a mark that somebody wrote', 'a{x="web"}', 'a{x="\u00010"}'],
  ['a name, and a pattern', 'a{x="web"}', 'a{x=~"web"}'],
  ['a name, and nothing', 'a{x="web"}', 'a{x=""}'],
  ['metrics', 'a{x="web"}', 'b{x="web"}'],
])('a query is read as if no other had been read before: %s', (_, one, other) => {
  const shaper = new Shaper();
  for (const query of [one, other, one]) expect(shaper.shapeOf(query)).toEqual(anew(query));
  const signed = (text: string) => (text === 'web' ? 'c' : undefined);
  for (const query of [other, one, other]) {
    expect(shaper.shapeOf(query, signed)).toEqual(new Shaper().shapeOf(query, signed));
  }
});

test('what was seen is bounded, and what was forgotten is read again', () => {
  const shaper = new Shaper();
  const long = (at: number) => `a${at}{x="web"} + ${'b'.repeat(100_000)}`;
  for (let at = 0; at < 60; at++) expect(shaper.shapeOf(long(at))).toEqual(anew(long(at)));
  expect(shaper.shapeOf(long(0))).toEqual(anew(long(0)));
});
