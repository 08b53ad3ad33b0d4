using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>What was booked at one price.</summary>
/// <param name="Calls">Calls.</param>
/// <param name="Usage">What they consumed.</param>
public readonly record struct TariffUse(long Calls, Usage Usage);
