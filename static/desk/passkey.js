// Forms with [data-passkey]: "make" sets a passkey up, "show" proves one. Their options stand in the page as JSON;
// what the browser answers goes into the hidden field, and the form is sent. Nothing is imported: the entrance has
// no import map.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (keys) => keys?.map((key) => ({ ...key, id: toBytes(key.id) }));

async function make({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
    excludeCredentials: withBytes(publicKey.excludeCredentials),
  };
  const made = await navigator.credentials.create({ publicKey: asked });
  return {
    ...common(made),
    response: {
      clientDataJSON: toText(made.response.clientDataJSON),
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  };
}

async function show({ publicKey }) {
  const asked = {
    ...publicKey,
    challenge: toBytes(publicKey.challenge),
    allowCredentials: withBytes(publicKey.allowCredentials),
  };
  const shown = await navigator.credentials.get({ publicKey: asked });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  return {
    ...common(shown),
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    },
  };
}

const common = (credential) => ({
  id: credential.id,
  rawId: toText(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

const isNumbers = /^[\d.]+$|^\[/; // an address made of numbers can hold no passkey

function prepare(form) {
  const trouble = form.querySelector("[data-none]");
  const say = (words) => {
    trouble.textContent = words;
    trouble.hidden = false;
  };
  if (!window.PublicKeyCredential || isNumbers.test(location.hostname)) {
    form.querySelector("button").disabled = true;
    say(trouble.dataset.none);
    return;
  }
  const options = JSON.parse(form.querySelector("script[type='application/json']").textContent);
  const act = form.dataset.passkey === "make" ? make : show;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await act(options));
    } catch {
      say(trouble.dataset.failed);
      return;
    }
    form.submit();
  });
}

document.querySelectorAll("form[data-passkey]").forEach(prepare);
