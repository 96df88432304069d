using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatCommerce.BotHost.Api;

/// <summary>What the OpenAPI document says of the API as a whole.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ChatCommerce",
            Version = "v1",
            Description = "Amounts are integers in minor units beside their ISO 4217 currency; times are UTC; ids are UUIDs. "
                + "Writes take an Idempotency-Key. Refusals are problem details (RFC 9457) with a stable 'code' and the 'field' that was wrong.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
        document.Security ??= [];
        document.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", document)] = [] });
        return Task.CompletedTask;
    }
}
