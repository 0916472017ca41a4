/** The nonce the server put into the page; the browser hides the attribute but keeps the property. */
export function pageNonce(): string | undefined {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  const nonce = meta?.nonce || meta?.getAttribute("nonce") || "";
  return nonce === "" ? undefined : nonce;
}

/**
 * The component library measures scroll bars and locks scrolling with `<style>` elements of its own, without a
 * nonce; the strict policy refuses them. So every `<style>` that scripts make gets the page's nonce, once, here.
 */
export function giveStylesTheNonce(nonce: string): void {
  const create = document.createElement.bind(document);
  document.createElement = ((tag: string, options?: ElementCreationOptions) => {
    const element = create(tag, options);
    if (tag.toLowerCase() === "style") element.setAttribute("nonce", nonce);
    return element;
    // The overloads of createElement differ in their return type only.
  }) as typeof document.createElement;
}
