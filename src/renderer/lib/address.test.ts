import { expect, it } from 'vitest';
import { isDay, isMonth, isRealDay } from '../../contract/calendar.ts';
import { address, oneOf, text, where } from './address.ts';

const page = address({
  tab: oneOf(['members', 'invitations']),
  search: text(5),
  from: where(isRealDay),
  day: where(isDay),
  month: where(isMonth),
});

it('reads what it understands', () => {
  const whole = { tab: 'members', search: 'lovel', from: '1999-12-31', day: '2028-02-29', month: '2026-12' };
  expect(page.parse(whole)).toEqual(whole);
});

it('leaves out what it does not', () => {
  expect(page.parse({})).toEqual({});
  expect(
    page.parse({
      tab: 'member',
      search: 'lovela',
      from: '2026-02-30',
      day: '1999-12-31',
      month: '2026-13',
      other: '1',
    }),
  ).toEqual({});
  expect(page.parse({ tab: ['members'], search: 12, from: '2026-11', day: '2026-11-24T00:00', month: null })).toEqual(
    {},
  );
});

it('takes no word from what every object has', () => {
  expect(address({ constructor: text(9) }).parse({})).toEqual({});
});
