import { expect, it } from 'vitest';
import { nameSome, personName } from './person-name.ts';

it('calls a person by what is known', () => {
  expect(personName({ id: 'ada', first_name: 'Ada', last_name: 'Byron' })).toBe('Ada Byron');
  expect(personName({ id: 'ada', first_name: '', last_name: '' })).toBe('ada');
});

it('names some people and counts the rest', () => {
  expect(nameSome(['Ada'])).toBe('Ada');
  expect(nameSome(['Ada', 'Alan'])).toBe('Ada and Alan');
  expect(nameSome(['Ada', 'Alan', 'Grace'])).toBe('Ada, Alan and 1 other');
  expect(nameSome(['Ada', 'Alan', 'Grace', 'Joan'])).toBe('Ada, Alan and 2 others');
});
