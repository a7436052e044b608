const isTerminal = process.stdout.isTTY === true;

/** @param {number} startedAt milliseconds of performance.now() */
export const secondsSince = (startedAt) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;

/**
 * Numbered progress: `[2/6] Starting MongoDB … 0.6 s`. The line appears before the work, the time after it.
 * @param {number} total
 */
export const createSteps = (total) => {
  let number = 0;

  /**
   * @template T
   * @param {string} title
   * @param {(note: (text: string) => void) => Promise<T>} work `note` adds words behind the time
   * @returns {Promise<T>}
   */
  const step = async (title, work) => {
    number += 1;
    const head = `[${number}/${total}] ${title} … `;
    /** @type {string[]} */
    const notes = [];
    const startedAt = performance.now();
    if (isTerminal) process.stdout.write(head);
    try {
      const result = await work((text) => notes.push(text));
      process.stdout.write(
        `${isTerminal ? '' : head}${secondsSince(startedAt)}${notes.map((note) => ` (${note})`).join('')}\n`,
      );
      return result;
    } catch (error) {
      process.stdout.write(`${isTerminal ? '' : head}failed\n`);
      throw error;
    }
  };

  return step;
};
