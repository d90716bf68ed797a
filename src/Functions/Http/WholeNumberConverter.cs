using System.Text.Json;
using System.Text.Json.Serialization;

namespace CoachingWorkflow.Functions.Http;

/// <summary>Reads whole numbers however JSON writes them: <c>9</c>, <c>9.0</c> and <c>9e0</c> are one number.</summary>
internal sealed class WholeNumberConverter : JsonConverter<int>
{
    /// <inheritdoc/>
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDecimal(out var number)
            || number != decimal.Truncate(number) || number is < int.MinValue or > int.MaxValue)
            throw new JsonException();
        return (int)number;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
