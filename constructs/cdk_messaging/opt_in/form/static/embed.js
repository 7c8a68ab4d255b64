// For other sites: <script src="https://.../embed.js" data-form="index.html" data-title="..." async></script> puts the
// sign-up form where it stands, in a frame that is as high as the form. Works only where the form's configuration
// allows the site to frame it.
//   data-form   the form's page, relative to this script. Default: index.html beside it
//   data-title  what screen readers call the frame. Default: the title of the page in it

(() => {
  const HELLO = "cdk-messaging:hello";
  const SIZE = "cdk-messaging:size";
  const HIGHEST_PX = 20_000;

  const script = document.currentScript;
  const home = new URL(script.src).origin;
  const form = new URL(script.dataset.form ?? "index.html", script.src);
  if (form.origin !== home) throw new Error(`data-form is ${form.href}, but it must be a page of ${home}`);

  const frame = document.createElement("iframe");
  frame.src = form.href;
  frame.title = script.dataset.title ?? form.hostname;
  Object.assign(frame.style, { display: "block", width: "100%", height: "60rem", border: "0" });

  let pages = 0;
  frame.addEventListener("load", () => {
    frame.contentWindow.postMessage({ type: HELLO }, home);
    // The next page begins at its top, even when the last one was scrolled down.
    if (pages++ > 0 && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== home || data?.type !== SIZE) return;
    if (Number.isFinite(data.height)) frame.style.height = `${Math.min(Math.max(data.height, 0), HIGHEST_PX)}px`;
    if (!script.dataset.title && data.title) frame.title = String(data.title);
  });
  script.after(frame);
})();
