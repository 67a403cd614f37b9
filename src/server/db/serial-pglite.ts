import { type DatabaseConnection, type Driver, PGliteDialect } from 'kysely';

/**
 * PGlite has one connection, and Kysely's driver hands the same one to everybody: a query made while somebody else's
 * transaction is open would run inside it, and two transactions would end each other. So each holder waits for the one
 * before. Inside a transaction only the transaction's own handle may be used; another handle would wait for itself.
 */
export class SerialPGliteDialect extends PGliteDialect {
  override createDriver(): Driver {
    return oneAtATime(super.createDriver());
  }
}

function oneAtATime(driver: Driver): Driver {
  let last: Promise<void> = Promise.resolve();
  const releases = new WeakMap<DatabaseConnection, () => void>();
  const acquire = driver.acquireConnection.bind(driver);
  const release = driver.releaseConnection.bind(driver);

  driver.acquireConnection = async (options) => {
    const before = last;
    let done = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      done = resolve;
    });
    last = before.then(() => held);
    await before;
    try {
      const connection = await acquire(options);
      releases.set(connection, done);
      return connection;
    } catch (error) {
      done();
      throw error;
    }
  };
  driver.releaseConnection = async (connection) => {
    await release(connection);
    releases.get(connection)?.();
  };
  return driver;
}
