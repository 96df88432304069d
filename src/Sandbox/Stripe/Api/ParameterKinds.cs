using System.Globalization;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>Parameters that are more than a text: what is none of its kind is complained of and read as missing.</summary>
internal static class ParameterKinds
{
    public static long? Integer(this Parameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        parameters.Complain(StripeError.Bad($"Invalid integer: {text}", "parameter_invalid_integer", name));
        return null;
    }

    public static bool? Flag(this Parameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        if (text is "true" or "false")
        {
            return text is "true";
        }

        parameters.Complain(StripeError.Bad($"Invalid boolean: {text}", param: name));
        return null;
    }

    public static string? Choice(this Parameters parameters, string name, params string[] allowed)
    {
        if (parameters.Text(name) is not { } text || allowed.Contains(text, StringComparer.Ordinal))
        {
            return parameters.Text(name);
        }

        parameters.Complain(StripeError.Bad($"Invalid {name}: must be one of {string.Join(", ", allowed)}", param: name));
        return null;
    }

    public static string? Url(this Parameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text.Replace("{CHECKOUT_SESSION_ID}", "id", StringComparison.Ordinal), UriKind.Absolute, out var url)
            && (url.Scheme is "http" or "https"))
        {
            return text;
        }

        parameters.Complain(StripeError.Bad("Not a valid URL", "url_invalid", name));
        return null;
    }
}
