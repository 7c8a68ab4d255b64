// Stands in for the script of a CAPTCHA provider: the test says how the check ends.

(() => {
  const address = new URL(document.currentScript.src);
  const stub = { search: address.search, resets: 0 };
  const api = {
    render(container, options) {
      const box = document.createElement("input");
      box.type = "checkbox";
      box.setAttribute("aria-label", "I am a person");
      box.addEventListener("change", () => stub.pass());
      container.append(box);
      Object.assign(stub, { options, box });
      return 0;
    },
    reset(widget) {
      if (widget !== 0) throw new Error(`no widget ${widget}`);
      stub.resets += 1;
      stub.box.checked = false;
    },
  };
  let tokens = 0;
  stub.pass = () => stub.options.callback(`token-${(tokens += 1)}`);
  stub.expire = () => stub.options["expired-callback"]();
  stub.fail = () => stub.options["error-callback"]("300010");
  Object.assign(window, { stub, turnstile: api, grecaptcha: api });
  window[address.searchParams.get("onload")]();
})();
