# syntax=docker/dockerfile:1
# Two images from one build: --target bothost (the program) and --target sandbox (plays every provider, for development).
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
ENV NUGET_PACKAGES=/packages
COPY . .
# For one platform, so that it is compiled ahead.
ARG TARGETARCH=amd64
RUN --mount=type=cache,target=/packages \
    platform=linux-$([ "$TARGETARCH" = arm64 ] && echo arm64 || echo x64) && \
    dotnet restore src/BotHost/BotHost.csproj -r $platform --locked-mode && \
    dotnet restore src/Sandbox/Sandbox.csproj -r $platform --locked-mode && \
    dotnet publish src/BotHost/BotHost.csproj -c Release -r $platform --self-contained false --no-restore -o /out/BotHost && \
    dotnet publish src/Sandbox/Sandbox.csproj -c Release -r $platform --self-contained false --no-restore -o /out/Sandbox && \
    mkdir /empty

# Chiselled: no shell, no package manager. "Extra" has ICU and time zones: Korean prices and shop hours need them.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra AS runtime
WORKDIR /app
ENV ASPNETCORE_HTTP_PORTS= \
    DOTNET_EnableDiagnostics=0 \
    CHATCOMMERCE_DATA=/data
# The folder comes from the build because a chiselled image can't make one; 1654 is the image's user.
COPY --from=build --chown=1654:1654 /empty /data
USER 1654
VOLUME /data

FROM runtime AS sandbox
ENV CHATCOMMERCE_SANDBOX_ADDRESS=0.0.0.0 CHATCOMMERCE_SANDBOX_PORT=5090
COPY --from=build /out/Sandbox .
EXPOSE 5090
ENTRYPOINT ["dotnet", "ChatCommerce.Sandbox.dll"]

FROM runtime AS bothost
ENV CHATCOMMERCE_LISTEN=0.0.0.0 CHATCOMMERCE_PORT=5080 CHATCOMMERCE_ROLES=web,worker,scheduler
# The demo shops, for CHATCOMMERCE_DEMO=1.
COPY --from=build /source/demo ./demo
COPY --from=build /out/BotHost .
EXPOSE 5080
ENTRYPOINT ["dotnet", "ChatCommerce.BotHost.dll"]
