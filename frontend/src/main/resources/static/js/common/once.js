/** What is made when it is first needed, and kept. Modules that few visits need are loaded so. */

/**
 * @template T
 * @param {() => Promise<T>} make
 * @returns {() => Promise<T>} made by the first call; a making that failed is tried again by the next
 */
export function once(make) {
  /** @type {Promise<T> | null} */
  let made = null;
  return () => {
    made ??= make().catch((error) => {
      made = null;
      throw error;
    });
    return made;
  };
}
