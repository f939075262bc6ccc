using System.Net;

namespace StreamVerse.Local;

/// <summary>What the command line says.</summary>
/// <param name="Endpoint">Where to listen; a loopback address.</param>
/// <param name="DataPath">Folder that everything is kept in.</param>
/// <param name="WebPath">Folder of the built web page, or <see langword="null"/> for the one beside the program.</param>
/// <param name="MakeDemo">Whether a demo title is made on the first start.</param>
internal sealed record LocalSettings(IPEndPoint Endpoint, string DataPath, string? WebPath, bool MakeDemo);
