import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sessionBusAddress, socketPaths } from './dbus-client.ts';
import { decodeMessage, encodeCall } from './dbus-message.ts';
import { completeTypes, marshal, unmarshal } from './dbus-wire.ts';

describe('the wire format', () => {
  test('is what the specification says', () => {
    // From the specification: "foo" as a STRING is its length, its bytes and a zero.
    expect(marshal('s', ['foo']).toString('hex')).toBe('03000000666f6f00');
    // An array of one 64-bit-aligned struct pads between its length and its first element.
    expect(marshal('a(yu)', [[[1, 2]]]).toString('hex')).toBe('08000000000000000100000002000000');
    expect(completeTypes('sa{sv}(uas)aau')).toEqual(['s', 'a{sv}', '(uas)', 'aau']);
  });

  test('reads back whatever it wrote', () => {
    const text = fc.string().filter((s) => !s.includes('\0'));
    const values = fc.tuple(text, fc.nat(), fc.boolean(), fc.array(text), fc.array(fc.tuple(fc.nat(255), text)));
    fc.assert(
      fc.property(values, (given) => {
        const [s, u, b, as, structs] = given;
        const variants = structs.map(([y, v]) => [y, ['s', v]]);
        const bytes = marshal('subasa(yv)', [s, u, b, as, variants]);
        expect(unmarshal('subasa(yv)', bytes)).toEqual([s, u, b, as, structs]);
      }),
    );
  });

  test('never loops or reads past the end on nonsense', () => {
    const call = encodeCall(
      { destination: 'a.b', path: '/a', interface: 'a.b', member: 'C', signature: 's', body: ['x'] },
      1,
    );
    fc.assert(
      fc.property(fc.nat(call.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(call);
        damaged.writeUInt8(byte, at);
        try {
          decodeMessage(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
    );
  });

  test('waits for a message that has not come whole', () => {
    const call = encodeCall(
      { destination: 'a.b', path: '/a', interface: 'a.b', member: 'C', signature: 's', body: ['x'] },
      7,
    );
    for (let length = 0; length < call.length; length++)
      expect(decodeMessage(call.subarray(0, length))).toBeUndefined();
    expect(decodeMessage(call)).toMatchObject({
      length: call.length,
      message: { type: 'call', member: 'C', body: ['x'] },
    });
  });
});

test('finds the bus as libdbus does', () => {
  expect(sessionBusAddress({})).toBeUndefined();
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: '/run/user/1' })).toBe('unix:path=/run/user/1/bus');
  expect(socketPaths('tcp:host=x;unix:path=/tmp/a%20b,guid=1;unix:abstract=/tmp/c')).toEqual(['/tmp/a b', '\0/tmp/c']);
});
