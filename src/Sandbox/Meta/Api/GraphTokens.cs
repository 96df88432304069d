using System.Globalization;
using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Meta.Api;

/// <summary>What <c>debug_token</c> says of a token: it lives for ever, unless the line's setting <c>token_expires_at</c> (seconds) says otherwise.</summary>
internal static class GraphTokens
{
    public const string EndSetting = "token_expires_at";

    public static IResult Read(Line? line) => GraphApi.Json(new JsonObject
    {
        ["data"] = line is null
            ? new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = 190, ["message"] = "Invalid OAuth access token." }, ["is_valid"] = false, ["scopes"] = new JsonArray(),
            }
            : new JsonObject
            {
                ["app_id"] = line.Setting("app_id") ?? "1", ["type"] = "SYSTEM_USER", ["application"] = "Sandbox", ["is_valid"] = true,
                ["expires_at"] = End(line), ["data_access_expires_at"] = End(line), ["scopes"] = new JsonArray(),
            },
    });

    private static long End(Line line) => long.TryParse(line.Setting(EndSetting), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
