/** Module tests run on a real replica set; `npm test` starts one and hands its address over. */
export const setup = (): void => {
  if (process.env['MONGODB_URI'] === undefined) {
    throw new Error(
      'MONGODB_URI is not set: run the tests with `npm test`, which starts a MongoDB replica set',
    );
  }
};
