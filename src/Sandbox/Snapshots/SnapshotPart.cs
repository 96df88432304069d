using System.Text.Json;

namespace ChatCommerce.Sandbox.Snapshots;

/// <summary>A provider's share of the snapshot. <c>Version</c> changes whenever there is something new to save.</summary>
internal sealed record SnapshotPart(string Name, Func<long> Version, Action<Utf8JsonWriter> Save, Action<JsonElement> Load);
