{{- define "vivavoce.name" -}}
{{- printf "%s" .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{/* Labels that never change: what selectors select. Takes (list $ "server"). */}}
{{- define "vivavoce.selector" -}}
app.kubernetes.io/name: vivavoce
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "vivavoce.labels" -}}
{{ include "vivavoce.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end }}

{{- define "vivavoce.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ $tag }}
{{- end -}}
{{- end }}

{{/* Secrets that are set, as variable -> {name, key}. */}}
{{- define "vivavoce.secrets" -}}
{{- $variables := dict "databaseUrl" "DATABASE_URL" "tenantDatabaseUrl" "VIVAVOCE_TENANT_DATABASE_URL" "secretKey" "VIVAVOCE_SECRET_KEY" "s3SecretAccessKey" "VIVAVOCE_S3_SECRET_ACCESS_KEY" "operatorToken" "VIVAVOCE_OPERATOR_TOKEN" "oidcClientSecret" "VIVAVOCE_OIDC_CLIENT_SECRET" "smtpUrl" "VIVAVOCE_SMTP_URL" "transcriptionKey" "VIVAVOCE_TRANSCRIPTION_KEY" "chatKey" "VIVAVOCE_CHAT_KEY" -}}
{{- $set := dict -}}
{{- range $name, $variable := $variables -}}
{{- with index $.Values.secrets $name -}}
{{- $_ := set $set $variable . -}}
{{- end -}}
{{- end -}}
{{- $set | toJson -}}
{{- end }}

{{/* Everything of a pod but its name, command and probes. Takes (list $ component values-of-the-component). */}}
{{- define "vivavoce.podSettings" -}}
{{- $root := index . 0 }}
{{- $own := index . 2 }}
automountServiceAccountToken: false
# Kubernetes would set VIVAVOCE_PORT and others to addresses of services of that name.
enableServiceLinks: false
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: { type: RuntimeDefault }
{{- with $own.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $own.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: tmp
    emptyDir: { sizeLimit: {{ $own.scratchSize }} }
  - name: data
    emptyDir: { sizeLimit: {{ $own.scratchSize }} }
  - name: secrets
    projected:
      defaultMode: 0440
      sources:
        {{- range $variable, $from := include "vivavoce.secrets" $root | fromJson }}
        - secret:
            name: {{ $from.name }}
            items: [{ key: {{ $from.key | quote }}, path: {{ $variable }} }]
        {{- end }}
{{- end }}

{{/* Everything of a container but its name, arguments, ports and probes. Takes what podSettings takes. */}}
{{- define "vivavoce.containerSettings" -}}
{{- $root := index . 0 }}
{{- $own := index . 2 }}
image: {{ include "vivavoce.image" $root | quote }}
imagePullPolicy: {{ $root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
resources: {{- toYaml $own.resources | nindent 2 }}
env:
  - { name: VIVAVOCE_WORKERS, value: "0" }
  - { name: VIVAVOCE_METRICS_HOST, value: "0.0.0.0" }
  - { name: VIVAVOCE_METRICS_PORT, value: {{ $root.Values.metrics.port | quote }} }
  - { name: VIVAVOCE_S3_ENDPOINT, value: {{ $root.Values.s3.endpoint | quote }} }
  - { name: VIVAVOCE_S3_BUCKET, value: {{ $root.Values.s3.bucket | quote }} }
  - { name: VIVAVOCE_S3_REGION, value: {{ $root.Values.s3.region | quote }} }
  - { name: VIVAVOCE_S3_ACCESS_KEY_ID, value: {{ $root.Values.s3.accessKeyId | quote }} }
  - { name: VIVAVOCE_PUBLIC_URL, value: {{ $root.Values.publicUrl | quote }} }
  - { name: VIVAVOCE_TRUSTED_PROXIES, value: {{ $root.Values.trustedProxies | quote }} }
  {{- range $name, $value := $root.Values.settings }}
  - { name: {{ $name }}, value: {{ $value | quote }} }
  {{- end }}
  {{- range $variable, $_ := include "vivavoce.secrets" $root | fromJson }}
  - { name: {{ $variable }}_FILE, value: /run/secrets/vivavoce/{{ $variable }} }
  {{- end }}
volumeMounts:
  - { name: tmp, mountPath: /tmp }
  - { name: data, mountPath: /var/lib/vivavoce }
  - { name: secrets, mountPath: /run/secrets/vivavoce, readOnly: true }
{{- end }}
