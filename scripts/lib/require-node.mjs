/**
 * Imported first by every command: stops with one line on a Node that cannot run the product.
 * Keep its syntax old; an unsupported Node must still be able to parse it.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `TopSmile needs Node 20.19 or newer; this is ${process.versions.node}. Get it from https://nodejs.org`,
  );
  process.exit(1);
}
