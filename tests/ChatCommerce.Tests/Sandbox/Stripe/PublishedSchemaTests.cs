using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

/// <summary>Holds answers against Stripe's published API description, where it lies beside the checkout.</summary>
public sealed class PublishedSchemaTests(ITestOutputHelper output) : SandboxTest
{
    [Theory]
    [InlineData("checkout.session")]
    [InlineData("payment_intent")]
    [InlineData("refund")]
    [InlineData("event")]
    [InlineData("error")]
    public async Task An_answer_has_the_required_fields_and_types(string schema)
    {
        if (Published() is not { } published)
        {
            output.WriteLine("Stripe's API description is absent; nothing to compare with.");
            return;
        }

        using (published)
        {
            var schemas = published.RootElement.GetProperty("components").GetProperty("schemas");
            Complaints(schemas, schemas.GetProperty(schema), await Answer(schema), schema).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_field_of_the_wrong_type_would_be_seen()
    {
        if (Published() is not { } published)
        {
            return;
        }

        using (published)
        {
            var schemas = published.RootElement.GetProperty("components").GetProperty("schemas");
            using var broken = JsonDocument.Parse("""{"id":7,"object":"refund","amount":"x","created":1}""");
            Complaints(schemas, schemas.GetProperty("refund"), broken.RootElement, "refund")
                .Should().Contain("refund.currency is missing").And.Contain("refund.id is a Number, not a string").And.HaveCount(3);
        }

        await Task.CompletedTask;
    }

    private async Task<JsonElement> Answer(string schema)
    {
        var session = await OpenSession();
        var intent = await PaidIntent();
        var reply = schema switch
        {
            "checkout.session" => await Get($"/v1/checkout/sessions/{session}?expand[]=line_items"),
            "payment_intent" => await Get($"/v1/payment_intents/{intent}"),
            "refund" => await Post("/v1/refunds", new() { ["payment_intent"] = intent }),
            "event" => await Get("/v1/events/" + (await Receiver.Next()).Id),
            _ => await Post("/v1/refunds", new() { ["wrong"] = "1" }),
        };
        return reply.Body;
    }

    private static IEnumerable<string> Complaints(JsonElement schemas, JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        if (value.ValueKind is JsonValueKind.Null)
        {
            var nullable = schema.TryGetProperty("nullable", out var may) && may.GetBoolean();
            return nullable ? [] : [$"{path} is null"];
        }

        if (schema.TryGetProperty("anyOf", out var choices))
        {
            return choices.EnumerateArray().Any(choice => !Complaints(schemas, choice, value, path).Any()) ? [] : [$"{path} fits no form"];
        }

        return [.. TypeComplaint(schema, value, path), .. ObjectComplaints(schemas, schema, value, path)];
    }

    private static IEnumerable<string> ObjectComplaints(JsonElement schemas, JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            yield break;
        }

        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!))
            {
                if (!value.TryGetProperty(name, out _))
                {
                    yield return $"{path}.{name} is missing";
                }
            }
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            yield break;
        }

        foreach (var property in properties.EnumerateObject())
        {
            if (!value.TryGetProperty(property.Name, out var inner))
            {
                continue;
            }

            foreach (var complaint in Complaints(schemas, property.Value, inner, $"{path}.{property.Name}"))
            {
                yield return complaint;
            }
        }
    }

    private static IEnumerable<string> TypeComplaint(JsonElement schema, JsonElement value, string path)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            yield break;
        }

        var fits = type.GetString() switch
        {
            "string" => value.ValueKind is JsonValueKind.String,
            "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind is JsonValueKind.Number,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "array" => value.ValueKind is JsonValueKind.Array,
            "object" => value.ValueKind is JsonValueKind.Object,
            _ => true,
        };
        if (!fits)
        {
            yield return $"{path} is a {value.ValueKind}, not a {type.GetString()}";
        }
    }

    private static JsonDocument? Published()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "openapi", "stripe-2022-02.json");
            if (File.Exists(file))
            {
                return JsonDocument.Parse(File.ReadAllBytes(file));
            }
        }

        return null;
    }
}
