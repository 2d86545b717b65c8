/** Hands something that the page holds to the user as a file. */

/**
 * @param {Blob} blob
 * @param {string} name of the file
 */
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
