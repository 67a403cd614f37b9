import { describe, expect, it } from 'vitest';
import { suggest } from './match.ts';
import { readAmount, readDate, readStatement, StatementError } from './statement.ts';

describe('a bank statement', () => {
  it.each([
    ['1.234,56', 1_234_560_000n],
    ['1,234.56', 1_234_560_000n],
    ['1234.5', 1_234_500_000n],
    ['1,234', 1_234_000_000n],
    ['1.234.567,8', 1_234_567_800_000n],
    ['-12.00', -12_000_000n],
    ['(12.00)', -12_000_000n],
    ['12,00-', -12_000_000n],
    ['€ 1 234,50', 1_234_500_000n],
    ["1'234.50 CHF", 1_234_500_000n],
    ['+5', 5_000_000n],
    ['abc', null],
    ['', null],
    ['2026-11-24', null],
  ])('reads the amount %j', (text, expected) => expect(readAmount(text)).toBe(expected));

  it.each([
    ['2026-11-24', '2026-11-24'],
    ['24.11.2026', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['4/1/2026', '2026-01-04'],
    ['20261124', '2026-11-24'],
    ['31.02.2026', null],
    ['soon', null],
  ])('reads the date %j', (text, expected) => expect(readDate(text)).toBe(expected));

  it('of a German bank, with a preamble, semicolons and a BOM, finds its columns', () => {
    const text = [
      '\ufeff"Kontonummer:";"DE00 1234"',
      '',
      '"Buchungstag";"Auftraggeber/Empfänger";"Verwendungszweck";"Betrag";"Währung"',
      '"24.11.2026";"Helix GmbH";"RF18 5390 0754 7034";"1.234,56";"EUR"',
      '"25.11.2026";"Miete";"";"-900,00";"EUR"',
      '"morgen";"?";"";"1,00";"EUR"',
    ].join('\r\n');
    const { columns, transfers, unreadable } = readStatement(text, undefined);
    expect(columns).toEqual({ date: 0, amount: 3, payer: 1, reference: 2, currency: 4 });
    expect(transfers.map(({ line, amount_micros, payer }) => [line, amount_micros, payer])).toEqual([
      [4, 1_234_560_000n, 'Helix GmbH'],
      [5, -900_000_000n, 'Miete'],
    ]);
    expect(unreadable).toEqual([{ line: 6, message: 'has no date' }]);
  });

  it('knows the same transfer in another statement, and two equal ones apart', () => {
    const row = '2026-11-24,10.00,Ada,Thanks\n';
    const keys = (text: string) =>
      readStatement(`Date,Amount,Payer,Reference\n${text}`, undefined).transfers.map(({ key }) => key);
    const [first, second] = keys(row + row);
    expect(first).not.toBe(second);
    expect(keys(`2026-11-23,5.00,Bob,x\n${row}`)[1]).toBe(first);
  });

  it.each(['', 'just a text', 'a,b\nc,d', 'Date,Amount'])('that is none is refused: %j', (text) => {
    if (text === 'Date,Amount') expect(readStatement(text, undefined).transfers).toEqual([]);
    else expect(() => readStatement(text, undefined)).toThrow(StatementError);
  });
});

describe('a suggestion', () => {
  const invoices = [
    {
      invoice_id: '2026-09',
      number: 'STW-000007',
      reference: 'RF70STW000007',
      status: 'open' as const,
      due: 100_000_000n,
      total: 100_000_000n,
    },
    {
      invoice_id: '2026-10',
      number: 'STW-000008',
      reference: 'RF43STW000008',
      status: 'open' as const,
      due: 250_000_000n,
      total: 250_000_000n,
    },
    {
      invoice_id: '2026-08',
      number: 'STW-000006',
      reference: 'RF97STW000006',
      status: 'paid' as const,
      due: 0n,
      total: 100_000_000n,
    },
  ];
  const of = (amount: bigint, reference: string, payer = 'Somebody') =>
    suggest({ amount_micros: amount, payer, reference }, invoices, ['Helix Diagnostics', 'Helix GmbH'], 'USD').map(
      ({ invoice_id, confidence, outcome }) => [invoice_id, confidence, outcome],
    );

  it.each([
    ['the right reference and amount', 100_000_000n, 'rf70 stw0 0000 7', 'x', [['2026-09', 'high', 'exact']]],
    ['a part of it', 40_000_000n, 'Invoice RF70STW000007', 'x', [['2026-09', 'high', 'partial']]],
    ['more than is due', 300_000_000n, 'RF43STW000008', 'x', [['2026-10', 'high', 'over']]],
    ['the number alone', 250_000_000n, 'your invoice STW-000008', 'x', [['2026-10', 'high', 'exact']]],
    [
      'a wrong reference with the right amount and name',
      250_000_000n,
      'RF00',
      'HELIX DIAGNOSTICS Inc.',
      [['2026-10', 'medium', 'exact']],
    ],
    ['the amount alone', 250_000_000n, '', 'Stranger', [['2026-10', 'low', 'exact']]],
    [
      'an invoice that is paid',
      100_000_000n,
      'RF97STW000006',
      'x',
      [
        ['2026-08', 'medium', 'over'],
        ['2026-09', 'low', 'exact'],
      ],
    ],
    ['nothing that fits', 1_000_000n, 'lunch', 'Helix GmbH', []],
  ])('for %s', (_, amount, reference, payer, expected) => expect(of(amount, reference, payer)).toEqual(expected));
});
