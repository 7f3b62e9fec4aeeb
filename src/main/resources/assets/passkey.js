// Passkeys: a form that carries data-passkey asks the house what to sign, has the device sign it, and is then sent like any
// other. Where a browser knows no passkeys it stays hidden, and a link by mail does the same.
import "./square.js";

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => list.map((one) => ({ ...one, id: bytes(one.id) }));

function made(credential) {
  return {
    attestationObject: text(credential.response.attestationObject),
    clientDataJSON: text(credential.response.clientDataJSON),
    transports: credential.response.getTransports?.() ?? [],
  };
}

function shown(credential) {
  const { response } = credential;
  return {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : undefined,
  };
}

async function signed(form) {
  const answer = await fetch(form.dataset.passkey, { method: "POST" });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }
  const options = await answer.json();
  options.challenge = bytes(options.challenge);
  const makes = form.dataset.makes === "true";
  if (makes) {
    options.user.id = bytes(options.user.id);
    options.excludeCredentials = named(options.excludeCredentials);
  } else {
    options.allowCredentials = named(options.allowCredentials);
  }
  const credential = makes
    ? await navigator.credentials.create({ publicKey: options })
    : await navigator.credentials.get({ publicKey: options });
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: makes ? made(credential) : shown(credential),
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

for (const form of window.PublicKeyCredential ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const field = form.elements.namedItem("credential");
    if (field.value) {
      return;
    }
    event.preventDefault();
    const button = form.querySelector("button");
    const said = form.querySelector("[data-said]");
    said.textContent = "";
    button.setAttribute("aria-busy", "true");
    try {
      field.value = await signed(form);
      form.requestSubmit();
    } catch {
      field.value = "";
      said.textContent = form.dataset.failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}
// what was signed once serves once: back to this page, it is signed anew
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-passkey] [name=credential]")) {
    field.value = "";
  }
});
