using System.Text.RegularExpressions;

namespace Adobe.ServerAuth.Configuration;

// Texts that stand for a value. The shape of the whole text decides, and no value that Adobe issues has one of these shapes: docs/adr/0029.
internal static class Placeholder
{
    private const string SetValue = "The library replaces no variables: set the value itself, or have the deployment replace it. ";
    private const string FillIn = "Replace it with the value of your own credential. ";
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Singleline;
    private const RegexOptions AnyCase = Options | RegexOptions.IgnoreCase;

    // Ids of our documents and of Adobe's count up or down; this one does not.
    private const string AemSample = "cm-p123-e1234-integration-0";

    private static readonly string[] Sequences = ["0123456789abcdef0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210fedcba9876543210", "1234567890123456789012345678901234567890", "1234567890abcdef1234567890abcdef1234567890abcdef"];

    private static readonly string[] Words =
    [
        "change", "changeme", "changeit", "changethis", "replace", "replaceme", "replacethis", "todo", "tbd", "fixme", "dummy", "fake", "placeholder", "example", "sample", "secret", "password", "string", "value",
        "null", "none", "na", "nil", "undefined", "notset", "unset", "redacted", "masked", "clientid", "clientsecret", "apikey", "orgid", "organizationid", "imsorgid", "technicalaccountid", "scopes",
        "adobeclientid", "adobeclientsecret", "adobeapikey", "adobeorgid", "adobeimsorgid", "myclientid", "myclientsecret", "mysecret", "myapikey", "myorgid",
    ];

    // Syntax of a tool that should have put the value in the place of the reference.
    private static readonly (Regex Shape, string Fault)[] References =
    [
        Row(@"(?i)^@Microsoft\.(KeyVault|AppConfiguration)\(", "is a Key Vault reference that was not resolved: @Microsoft.KeyVault(…). App Service and Functions resolve it: give their identity access to the vault, and look at the reference's state in the portal. Elsewhere, read the vault with its configuration provider or with UseClientSecret. "),
        Row(@"^(?i)https://[^/]+\.vault\.azure\.\w+/", "is the address of a secret in Key Vault, not the secret. Read the vault with its configuration provider or with UseClientSecret. "),
        Row(@"^(>>)?(ref\+)?(?!(?i:https?):)[A-Za-z][A-Za-z0-9+.-]*://", "is a reference to a secret store (scheme://…) that was not resolved. Start the application through the tool that resolves it, or read the store with UseClientSecret. "),
        Row(@"^(>>)?(vault|bao|op|secretsmanager|aws-?secretsmanager|awssm|ssm|gcpsm|gsm|sm|keyvault|akv|kms|sops|doppler|infisical|conjur|env|file|secrets?|secretref|resolve):\S", "is a reference to a secret store (store:…) that was not resolved. Start the application through the tool that resolves it, or read the store with UseClientSecret. "),
        Row(@"^(arn:[\w-]+:|projects/[^/]+/secrets/)", "is the name of a secret in a cloud's secret store, not the secret. Read the store with its configuration provider or with UseClientSecret. "),
        Row(@"^(\{cipher\}|ENC[\[(]|DEC[\[(]|\$ANSIBLE_VAULT;)", "is encrypted text that was not decrypted. Decrypt it before the application starts. "),
        Row(@"^\$\{.*\}\z", "is a variable that was not replaced: ${…}. " + SetValue),
        Row(@"^\$\(.*\)\z", "is a variable that was not replaced: $(…). " + SetValue),
        Row(@"^\$(env:[A-Za-z_]\w*|[A-Z_][A-Z0-9_]*|[a-z]+(_[a-z]+)+|[A-Za-z_]*([Ss]ecret|[Cc]lient|[Ss]cope|[Aa]dobe)[A-Za-z_]*)\z", "is a variable that was not replaced: $NAME. " + SetValue),
        Row(@"^%([A-Z_][A-Z0-9_]*|[A-Za-z_]+|env\(.*\))%\z", "is a variable that was not replaced: %NAME%. " + SetValue),
        Row(@"^#\{.*\}#?\z", "is a token of a template that was not replaced: #{…}. " + SetValue),
        Row(@"^(\{\{.*\}\}|\[\[.*\]\]|\(\(.*\)\)|<%.*%>|\$\[.*\]|@@.+@@|@[A-Za-z][\w.]*@)\z", "is a token of a template that was not replaced, such as {{ … }}. " + SetValue),
        Row(@"^(__[A-Z][A-Z_]*__|__[A-Za-z_]+__)\z", "is a token of a template that was not replaced: __NAME__. " + SetValue),
        Row(@"^!(secret|Ref|Sub|GetAtt|ImportValue|vault)\s", "is a tag of YAML that was not resolved: !tag …. " + SetValue),
    ];

    // What a person should have filled in.
    private static readonly Regex Brackets = new(@"^(<[^<>]+>|\[[^\[\]]+\]|\{[^{}""]+\}|\([^()]+\))\z", Options);
    private static readonly Regex Plain = new(@"^[A-Za-z_\-. /]+\z", Options);
    private static readonly Regex Phrase = new(@"^(your.+|(insert|enter|put|paste|fill|set|add).+here|replace(with|by).+)\z", Options);
    private static readonly Regex Mask = new(@"^[^.*…•]{0,16}(\.{3,}|\*{3,}|…+|•{3,})[^.*…•]{0,8}\z", Options);
    private static readonly Regex Separators = new(@"[_\-. /]", Options);
    private static readonly Regex Wrapping = new(@"^[a-z]8e-|@AdobeOrg\z|@techacct\.adobe\.com\z", AnyCase);

    // Null, or what the text is and what to do about it.
    public static string? OfTool(string text) => References.FirstOrDefault(row => row.Shape.IsMatch(text)).Fault;

    public static string? OfPerson(string text)
    {
        var core = Wrapping.Replace(text, "");
        var letters = Separators.Replace(core, "").ToLowerInvariant();

        // What follows the prefix of a secret has 28 characters or more.
        return Brackets.IsMatch(core) && (core == text || core.Length < 28) ? "is a placeholder in brackets. " + FillIn
            : Plain.IsMatch(core) && (Words.Contains(letters) || Phrase.IsMatch(letters)) ? "is a placeholder. " + FillIn
            : Mask.IsMatch(text) || Mask.IsMatch(core) ? "is masked or cut short. " + FillIn
            : letters.Length >= 3 && letters.Distinct().Count() == 1 ? "is one character repeated. " + FillIn
            : text == AemSample || (letters.Length >= 6 && Sequences.Any(sequence => sequence.Contains(letters, StringComparison.Ordinal))) ? "is the dummy value of a document. " + FillIn
            : null;
    }

    private static (Regex Shape, string Fault) Row(string shape, string fault) => (new Regex(shape, Options), fault);
}
