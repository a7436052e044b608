/** The product's version; the release raises it together with the manifest. */
export const version = '0.1.0';
