using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Providers.Services;

/// <summary>
/// How a service wants to be asked and how it answers: one vendor's form of one kind of request. It knows neither
/// limits nor prices nor errors, which are data.
/// </summary>
internal abstract class WireFormat
{
    /// <summary>What follows an answer so far, for services that are asked for the rest in words.</summary>
    protected const string Continue =
        "Continue exactly where you stopped. Repeat nothing, add no remark: the next character belongs to the text.";

    /// <summary>Parameters that <see cref="Write"/> itself turns into something; the others are passed on.</summary>
    protected abstract IReadOnlyList<string> Known { get; }

    /// <summary>The request, without address of the service and without key.</summary>
    /// <param name="model">The model.</param>
    /// <param name="asked">What is asked.</param>
    /// <param name="maxOutput">The most output tokens; 0 for a speech.</param>
    public abstract WireRequest Write(string model, Asked asked, long maxOutput);

    /// <summary>
    /// What an answer says it used; null where it does not say. Never throws: what is paid for must be kept, whatever
    /// it looks like.
    /// </summary>
    public abstract Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers);

    /// <summary>What the provider itself says the answer cost; null where it does not say. Never throws.</summary>
    public virtual Money? ReadCost(JsonElement body) => null;

    /// <summary>The model that answered, by its own name; null where it does not say. Never throws.</summary>
    public virtual string? ReadModel(JsonElement body) => WireJson.Text(body, "model");

    /// <summary>Reads an answer; pure.</summary>
    /// <exception cref="FormatException">The envelope cannot be read.</exception>
    public abstract Answer Read(Call call, Reply reply);

    /// <summary>Writes what a stage passes on and this form does not know.</summary>
    protected void WriteOthers(Utf8JsonWriter json, Asked asked)
    {
        foreach (var (name, value) in asked.Parameters)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
            {
                json.WritePropertyName(name);
                value.WriteTo(json);
            }
        }
    }
}
