// Fills the page: a token (from the development issuer, if there is one), curl lines, and the explorer that uses the token.
const byId = (id) => document.getElementById(id);
const say = (text) => { byId("said").textContent = text; };

const explorer = SwaggerUIBundle({
  dom_id: "#explorer",
  url: "/openapi.yaml",
  presets: [SwaggerUIBundle.presets.apis],
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  validatorUrl: null,
  onComplete: () => issue(),
});

async function issue() {
  const answer = await fetch("/dev/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sub: byId("sub").value, role: "user" }),
  });
  const body = await answer.json();
  if (answer.status === 404) {
    askForOne(body.message);
  } else if (!answer.ok) {
    say(body.message);
  } else {
    use(body.token);
  }
}

// Another server signs users in; the message names it.
function askForOne(message) {
  byId("here").hidden = true;
  byId("token").hidden = true;
  byId("where").textContent = message;
  byId("elsewhere").hidden = false;
}

function use(token) {
  byId("token").textContent = token;
  byId("token").hidden = false;
  explorer.preauthorizeApiKey("bearerAuth", token);
  say("The explorer below uses this token.");
}

byId("issue").addEventListener("click", issue);
byId("use").addEventListener("click", () => use(byId("pasted").value.trim()));
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("token").textContent);
  say("Copied.");
});
fetch("/curl.txt").then((answer) => answer.text()).then((lines) => { byId("curl").textContent = lines; });
