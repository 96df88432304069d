using System.Text.Json;

namespace ChatCommerce.Sandbox.Faults;

internal static class FaultsModule
{
    public static IServiceCollection AddFaults(this IServiceCollection services) => services.AddSingleton<FaultList>();

    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox/faults");
        group.MapGet("", (FaultList faults) => Results.Json(faults.All, FaultRequest.Json));
        group.MapPost("", Add);
        group.MapDelete("", (FaultList faults, string? provider) =>
        {
            faults.Clear(provider);
            return Results.NoContent();
        });
        group.MapDelete("{id}", (FaultList faults, string id) => faults.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static async Task<IResult> Add(HttpRequest request, FaultList faults, CancellationToken ct)
    {
        FaultRequest? wanted;
        try
        {
            wanted = await JsonSerializer.DeserializeAsync<FaultRequest>(request.Body, FaultRequest.Json, ct);
        }
        catch (JsonException wrong)
        {
            return Results.BadRequest(new { error = wrong.Message });
        }

        if (wanted is null) return Results.BadRequest(new { error = "a fault is missing" });
        if (wanted.Complaint() is { } complaint) return Results.BadRequest(new { error = complaint });

        var fault = wanted.ToFault();
        faults.Add(fault);
        return Results.Json(fault, FaultRequest.Json, statusCode: StatusCodes.Status201Created);
    }
}
